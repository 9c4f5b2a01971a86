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
  p.sex,
  p.birth_date,
  p.birth_ordinal
FROM members_affiliation AS a
JOIN members_personal AS p
  ON p.member_id = a.member_id
  AND p.valid_from <= %(on)s
  AND p.valid_to > %(on)s
  AND p.recorded_at <= %(known_at)s
  AND p.superseded_at > %(known_at)s
WHERE
  a.valid_from <= %(on)s
  AND a.valid_to > %(on)s
  AND a.recorded_at <= %(known_at)s
  AND a.superseded_at > %(known_at)s
), leaves AS (
SELECT
  organization_id,
  CAST(COUNT(*) AS INT) AS a0,
  CAST(COUNT(*) FILTER(WHERE
    sex = 'female') AS INT) AS a1,
  CAST(COUNT(*) FILTER(WHERE
    NOT (
      sex = 'female'
    )) AS INT) AS a2,
  CAST(COUNT(*) FILTER(WHERE
    (
      birth_date <= %(years_ago_18)s AND birth_date > %(years_ago_31)s
    )) AS INT) AS a3,
  SUM(birth_ordinal) AS a4,
  SUM(birth_ordinal) FILTER(WHERE
    sex = 'female') AS a5
FROM counted
GROUP BY
  organization_id
), claimants AS (
SELECT DISTINCT
  claims.ancestor_id,
  leaves.organization_id
FROM leaves
JOIN claims
  ON claims.organization_id = leaves.organization_id
  AND claims.valid_from <= %(on)s
  AND %(on)s < claims.valid_to
), sums AS (
SELECT
  claimants.ancestor_id,
  SUM(leaves.a0) AS a0,
  SUM(leaves.a1) AS a1,
  SUM(leaves.a2) AS a2,
  SUM(leaves.a3) AS a3,
  SUM(leaves.a4) AS a4,
  SUM(leaves.a5) AS a5
FROM claimants
JOIN leaves
  ON claimants.organization_id = leaves.organization_id
GROUP BY
  claimants.ancestor_id
)
SELECT
  ancestor_id,
  a0,
  a1,
  a2,
  a3,
  a4,
  a5
FROM sums
