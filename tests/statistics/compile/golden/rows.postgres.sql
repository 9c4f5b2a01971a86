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
  a.id AS row_id,
  a.organization_id,
  a.member_id,
  p.full_name,
  p.sex,
  p.birth_date,
  p.birth_ordinal,
  p.religion,
  CASE WHEN a.entry = 'register' THEN 1 ELSE 0 END AS register_entry
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
)
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
      AND claims.valid_from <= %(on)s
      AND %(on)s < claims.valid_to
      AND claims.ancestor_id IN (%(scope)s)
  )
  AND (
    sex = 'female'
  )
ORDER BY
  full_name,
  row_id
