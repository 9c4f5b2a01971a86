/*
# Probationary members who became official while on the rolls of the register.
label: {vi: Công nhận đảng viên chính thức, en: Recognitions as official members}
time: flow
placed: on
personal: true
columns:
  member_id: {type: id, label: {vi: Đảng viên, en: Member}}
  full_name: {type: text, label: {vi: Họ và tên, en: Name}}
  sort_key: {type: text, label: {vi: Khóa sắp tên, en: Sort key}}
  sex: {type: code, codes: members/sexes, label: {vi: Giới tính, en: Sex}}
  birth_date: {type: day, label: {vi: Ngày sinh, en: Birth date}}
  birth_ordinal: {type: number, label: {vi: Số thứ tự ngày sinh, en: Day number of birth}}
  ethnic_group: {type: code, codes: members/ethnic_groups, label: {vi: Dân tộc, en: Ethnic group}}
  religion: {type: code, codes: members/religions, label: {vi: Tôn giáo, en: Religion}}
  organization_name: {type: text, label: {vi: Chi bộ, en: Cell}}
  organization_kind: {type: code, codes: organizations/kinds, label: {vi: Cấp của chi bộ, en: Kind of cell}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [day, full_name, birth_date, organization_name]
sort: day
*/
SELECT
    status.id AS row_id,
    place.organization_id,
    status.valid_from AS day,
    status.member_id,
    person.full_name,
    person.sort_key,
    person.sex,
    person.birth_date,
    person.birth_ordinal,
    person.ethnic_group,
    person.religion,
    cell.name AS organization_name,
    cell.kind AS organization_kind,
    CASE
        WHEN cell.sector <> '' THEN cell.sector
        WHEN above.sector <> '' THEN above.sector
        ELSE COALESCE(top.sector, '')
    END AS sector
FROM members_membershipstatus AS status
JOIN members_membershipstatus AS probation
    ON probation.member_id = status.member_id
    AND probation.status = 'probationary'
    AND probation.valid_to = status.valid_from
    AND probation.recorded_at <= :known_at AND probation.superseded_at > :known_at
JOIN members_affiliation AS place
    ON place.member_id = status.member_id
    AND place.valid_from <= status.valid_from AND place.valid_to > status.valid_from
    AND place.recorded_at <= :known_at AND place.superseded_at > :known_at
JOIN members_personal AS person
    ON person.member_id = status.member_id
    AND person.valid_from <= status.valid_from AND person.valid_to > status.valid_from
    AND person.recorded_at <= :known_at AND person.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS cell
    ON cell.organization_id = place.organization_id
    AND cell.valid_from <= status.valid_from AND cell.valid_to > status.valid_from
    AND cell.recorded_at <= :known_at AND cell.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS above
    ON above.organization_id = cell.parent_id
    AND above.valid_from <= status.valid_from AND above.valid_to > status.valid_from
    AND above.recorded_at <= :known_at AND above.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS top
    ON top.organization_id = above.parent_id
    AND top.valid_from <= status.valid_from AND top.valid_to > status.valid_from
    AND top.recorded_at <= :known_at AND top.superseded_at > :known_at
WHERE status.status = 'official'
    AND status.valid_from >= :first AND status.valid_from <= :last
    AND status.recorded_at <= :known_at AND status.superseded_at > :known_at
