WITH RECURSIVE reach AS (
  SELECT
    1 AS ancestor_id,
    %(known_at)s AS x
), counted AS (
SELECT
  a.id AS row_id,
  a.organization_id,
  a.valid_from AS day,
  a.member_id,
  a.entry
FROM members_affiliation AS a
WHERE
  a.valid_from BETWEEN %(first)s AND %(last)s
  AND a.recorded_at <= %(known_at)s
  AND a.superseded_at > %(known_at)s
), leaves AS (
SELECT
  organization_id,
  day,
  CAST(COUNT(*) AS INTEGER) AS a0
FROM counted
GROUP BY
  organization_id,
  day
), sums AS (
SELECT
  reach.ancestor_id,
  SUM(leaves.a0) AS a0
FROM leaves
JOIN reach
  ON reach.organization_id = leaves.organization_id
  AND reach.valid_from <= leaves.day
  AND leaves.day < reach.valid_to
WHERE
  reach.ancestor_id = %(scope)s
GROUP BY
  reach.ancestor_id
), distincts AS (
SELECT
  reach.ancestor_id,
  COUNT(DISTINCT member_id) AS a1
FROM counted
JOIN reach
  ON reach.organization_id = counted.organization_id
  AND reach.valid_from <= counted.day
  AND counted.day < reach.valid_to
WHERE
  reach.ancestor_id = %(scope)s
GROUP BY
  reach.ancestor_id
)
SELECT
  ancestor_id,
  a0,
  a1
FROM sums
JOIN distincts
  USING (ancestor_id)
