WITH RECURSIVE seen AS (
  SELECT
    1 AS ancestor_id,
    %(known_at)s AS x
), claims AS (
  SELECT
    *
  FROM seen
), reach AS (
  SELECT
    *
  FROM claims
), counted AS (
SELECT
  r.ancestor_id,
  a.organization_id,
  r.valid_from AS day,
  1 AS sign
FROM members_affiliation AS a
JOIN reach AS r
  ON r.organization_id = a.organization_id
  AND a.valid_from < r.valid_from
  AND r.valid_from < a.valid_to
WHERE
  r.valid_from BETWEEN %(first)s AND %(last)s
  AND a.recorded_at <= %(known_at)s
  AND a.superseded_at > %(known_at)s
UNION ALL
SELECT
  r.ancestor_id,
  a.organization_id,
  r.valid_to AS day,
  -1 AS sign
FROM members_affiliation AS a
JOIN reach AS r
  ON r.organization_id = a.organization_id
  AND a.valid_from < r.valid_to
  AND r.valid_to < a.valid_to
WHERE
  r.valid_to BETWEEN %(first)s AND %(last)s
  AND a.recorded_at <= %(known_at)s
  AND a.superseded_at > %(known_at)s
), named AS (
SELECT
  ancestor_id,
  SUM(sign) AS a0
FROM counted
GROUP BY
  ancestor_id
)
SELECT
  ancestor_id,
  a0
FROM named
