/*
# Secretaries of committees in office; a concurrent head also heads the body in which the organisation works.
label: {vi: Bí thư cấp ủy, en: Secretaries}
time: stock
personal: true
columns:
  member_id: {type: id, label: {vi: Đảng viên, en: Member}}
  full_name: {type: text, label: {vi: Họ và tên, en: Name}}
  sort_key: {type: text, label: {vi: Khóa sắp tên, en: Sort key}}
  sex: {type: code, codes: members/sexes, label: {vi: Giới tính, en: Sex}}
  birth_date: {type: day, label: {vi: Ngày sinh, en: Birth date}}
  birth_ordinal: {type: number, label: {vi: Số thứ tự ngày sinh, en: Day number of birth}}
  age: {type: years, since: birth_date, label: {vi: Tuổi đời, en: Age}}
  term: {type: text, label: {vi: Nhiệm kỳ, en: Term}}
  concurrent_head: {type: flag, label: {vi: Đồng thời là thủ trưởng, en: Concurrent head}}
  title: {type: text, label: {vi: Chức danh thủ trưởng, en: Title as head}}
  organization_name: {type: text, label: {vi: Tổ chức đảng, en: Organisation}}
  organization_kind: {type: code, codes: organizations/kinds, label: {vi: Cấp, en: Kind}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [full_name, birth_date, term, title, organization_name]
sort: sort_key
*/
SELECT
    seat.id AS row_id,
    body.organization_id,
    seat.member_id,
    person.full_name,
    person.sort_key,
    person.sex,
    person.birth_date,
    person.birth_ordinal,
    body.term,
    CASE WHEN head.id IS NULL THEN 0 ELSE 1 END AS concurrent_head,
    COALESCE(head.title, '') AS title,
    unit.name AS organization_name,
    unit.kind AS organization_kind,
    CASE
        WHEN unit.sector <> '' THEN unit.sector
        WHEN above.sector <> '' THEN above.sector
        ELSE COALESCE(top.sector, '')
    END AS sector
FROM committees_committeemember AS seat
JOIN committees_committee AS body ON body.id = seat.committee_id
JOIN committees_committeeterm AS term
    ON term.committee_id = seat.committee_id
    AND term.valid_from <= :on AND term.valid_to > :on
    AND term.recorded_at <= :known_at AND term.superseded_at > :known_at
JOIN members_personal AS person
    ON person.member_id = seat.member_id
    AND person.valid_from <= :on AND person.valid_to > :on
    AND person.recorded_at <= :known_at AND person.superseded_at > :known_at
LEFT JOIN committees_headofbody AS head
    ON head.organization_id = body.organization_id AND head.member_id = seat.member_id
    AND head.valid_from <= :on AND head.valid_to > :on
    AND head.recorded_at <= :known_at AND head.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS unit
    ON unit.organization_id = body.organization_id
    AND unit.valid_from <= :on AND unit.valid_to > :on
    AND unit.recorded_at <= :known_at AND unit.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS above
    ON above.organization_id = unit.parent_id
    AND above.valid_from <= :on AND above.valid_to > :on
    AND above.recorded_at <= :known_at AND above.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS top
    ON top.organization_id = above.parent_id
    AND top.valid_from <= :on AND top.valid_to > :on
    AND top.recorded_at <= :known_at AND top.superseded_at > :known_at
WHERE seat.post = 'secretary'
    AND seat.valid_from <= :on AND seat.valid_to > :on
    AND seat.recorded_at <= :known_at AND seat.superseded_at > :known_at
