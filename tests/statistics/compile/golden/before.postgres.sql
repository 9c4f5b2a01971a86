WITH RECURSIVE reach AS (
  SELECT
    1 AS ancestor_id,
    %(known_at)s AS x
), counted AS (
SELECT
  a.id AS row_id,
  a.organization_id,
  a.valid_to AS day,
  a.member_id
FROM members_affiliation AS a
WHERE
  a.valid_to BETWEEN %(first)s AND %(last)s
  AND a.recorded_at <= %(known_at)s
  AND a.superseded_at > %(known_at)s
), permitted AS (
SELECT
  counted.*
FROM counted
WHERE
  EXISTS(
    SELECT
      1
    FROM reach
    WHERE
      reach.organization_id = counted.organization_id
      AND reach.ancestor_id IN (%(root_0)s, %(root_1)s)
      AND reach.valid_from < counted.day
      AND counted.day <= reach.valid_to
  )
), leaves AS (
SELECT
  organization_id,
  day,
  CAST(COUNT(*) AS INT) AS a0
FROM permitted
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
  AND reach.valid_from < leaves.day
  AND leaves.day <= reach.valid_to
GROUP BY
  reach.ancestor_id
)
SELECT
  ancestor_id,
  a0
FROM sums
