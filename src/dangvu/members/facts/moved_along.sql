/*
# Members who stayed in their cell while the cell came under (+1) an organisation, or went from under it (-1). Together
# with arrivals and departures they carry the stock of every organisation from one day to another.
label: {vi: Đảng viên theo chi bộ đến và đi, en: Members who moved along with their cell}
time: flow
placed: ancestor
personal: true
columns:
  member_id: {type: id, label: {vi: Đảng viên, en: Member}}
  sign: {type: number, label: {vi: Đến (+1) hay đi (-1), en: Came (+1) or went (-1)}}
  full_name: {type: text, label: {vi: Họ và tên, en: Name}}
  sort_key: {type: text, label: {vi: Khóa sắp tên, en: Sort key}}
  birth_date: {type: day, label: {vi: Ngày sinh, en: Birth date}}
  organization_name: {type: text, label: {vi: Chi bộ, en: Cell}}
show: [day, full_name, birth_date, sign, organization_name]
sort: day
*/
SELECT
    place.id AS row_id,
    place.organization_id,
    reach.ancestor_id,
    reach.valid_from AS day,
    place.member_id,
    1 AS sign,
    person.full_name,
    person.sort_key,
    person.birth_date,
    cell.name AS organization_name
FROM members_affiliation AS place
JOIN reach
    ON reach.organization_id = place.organization_id
    AND place.valid_from < reach.valid_from AND reach.valid_from < place.valid_to
JOIN members_personal AS person
    ON person.member_id = place.member_id
    AND person.valid_from <= reach.valid_from AND person.valid_to > reach.valid_from
    AND person.recorded_at <= :known_at AND person.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS cell
    ON cell.organization_id = place.organization_id
    AND cell.valid_from < reach.valid_from AND cell.valid_to >= reach.valid_from
    AND cell.recorded_at <= :known_at AND cell.superseded_at > :known_at
WHERE reach.valid_from >= :first AND reach.valid_from <= :last
    AND place.recorded_at <= :known_at AND place.superseded_at > :known_at
UNION ALL
SELECT
    place.id AS row_id,
    place.organization_id,
    reach.ancestor_id,
    reach.valid_to AS day,
    place.member_id,
    -1 AS sign,
    person.full_name,
    person.sort_key,
    person.birth_date,
    cell.name AS organization_name
FROM members_affiliation AS place
JOIN reach
    ON reach.organization_id = place.organization_id
    AND place.valid_from < reach.valid_to AND reach.valid_to < place.valid_to
JOIN members_personal AS person
    ON person.member_id = place.member_id
    AND person.valid_from <= reach.valid_to AND person.valid_to > reach.valid_to
    AND person.recorded_at <= :known_at AND person.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS cell
    ON cell.organization_id = place.organization_id
    AND cell.valid_from < reach.valid_to AND cell.valid_to >= reach.valid_to
    AND cell.recorded_at <= :known_at AND cell.superseded_at > :known_at
WHERE reach.valid_to >= :first AND reach.valid_to <= :last
    AND place.recorded_at <= :known_at AND place.superseded_at > :known_at
