WITH RECURSIVE seen AS (
  SELECT
    1 AS ancestor_id,
    %(known_at)s AS x
), claims AS (
  SELECT
    *
  FROM seen
), line AS (
  SELECT
    2 AS heir_id
), reach AS (
  SELECT
    *
  FROM claims
), counted AS (
SELECT
  a.id AS row_id,
  r.ancestor_id,
  a.organization_id,
  r.valid_from AS day,
  a.member_id,
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
  a.id AS row_id,
  r.ancestor_id,
  a.organization_id,
  r.valid_to AS day,
  a.member_id,
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
), permitted AS (
SELECT
  counted.*
FROM counted
WHERE
  EXISTS(
    SELECT
      1
    FROM claims
    WHERE
      claims.organization_id = counted.organization_id
      AND claims.valid_from <= counted.day
      AND counted.day <= claims.valid_to
      AND claims.ancestor_id IN (%(root_0)s)
  )
  OR EXISTS(
    SELECT
      1
    FROM line
    WHERE
      line.organization_id = counted.organization_id
      AND line.heir_id IN (%(unit_0)s, %(unit_1)s)
  )
)
SELECT
  permitted.*
FROM permitted
WHERE
  permitted.ancestor_id = %(scope)s
ORDER BY
  day,
  row_id
