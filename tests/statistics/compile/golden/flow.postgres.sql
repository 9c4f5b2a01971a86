WITH RECURSIVE seen AS (
  SELECT
    1 AS ancestor_id,
    %(known_at)s AS x
), claims AS (
  SELECT
    *
  FROM seen
), counted AS (
SELECT
  a.organization_id,
  a.valid_from AS day,
  a.member_id
FROM members_affiliation AS a
WHERE
  a.valid_from BETWEEN %(first)s AND %(last)s
  AND a.recorded_at <= %(known_at)s
  AND a.superseded_at > %(known_at)s
), leaves AS (
SELECT
  organization_id,
  day,
  CAST(COUNT(*) AS INT) AS a0
FROM counted
GROUP BY
  organization_id,
  day
), claimants AS (
SELECT DISTINCT
  claims.ancestor_id,
  leaves.organization_id,
  leaves.day
FROM leaves
JOIN claims
  ON claims.organization_id = leaves.organization_id
  AND claims.valid_from <= leaves.day
  AND leaves.day < claims.valid_to
WHERE
  claims.ancestor_id = %(scope)s
), sums AS (
SELECT
  claimants.ancestor_id,
  SUM(leaves.a0) AS a0
FROM claimants
JOIN leaves
  ON claimants.organization_id = leaves.organization_id AND claimants.day = leaves.day
GROUP BY
  claimants.ancestor_id
), distincts AS (
SELECT
  claims.ancestor_id,
  COUNT(DISTINCT member_id) AS a1
FROM counted
JOIN claims
  ON claims.organization_id = counted.organization_id
  AND claims.valid_from <= counted.day
  AND counted.day < claims.valid_to
WHERE
  claims.ancestor_id = %(scope)s
GROUP BY
  claims.ancestor_id
)
SELECT
  ancestor_id,
  a0,
  a1
FROM sums
JOIN distincts
  USING (ancestor_id)
