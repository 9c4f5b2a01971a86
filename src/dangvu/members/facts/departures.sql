/*
# Whoever went off the rolls of a cell. The day is the first on which they are no longer there, so they are placed in the
# tree of the day before, and their status and organisation are those of that day.
label: {vi: Đảng viên ra khỏi danh sách chi bộ, en: Departures from the rolls of cells}
time: flow
placed: before
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
  status: {type: code, codes: members/statuses, label: {vi: Tư cách đảng viên, en: Status}}
  exit: {type: code, codes: members/exits, label: {vi: Ra danh sách do, en: Exit}}
  leaving_reason: {type: code, codes: members/leaving_reasons, label: {vi: Lý do ra khỏi Đảng, en: Reason of leaving}}
  destination: {type: text, label: {vi: Nơi chuyển đi, en: Went to}}
  organization_name: {type: text, label: {vi: Chi bộ, en: Cell}}
  organization_kind: {type: code, codes: organizations/kinds, label: {vi: Cấp của chi bộ, en: Kind of cell}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [day, full_name, birth_date, exit, leaving_reason, destination, organization_name]
sort: day
*/
SELECT
    place.id AS row_id,
    place.organization_id,
    place.valid_to AS day,
    place.member_id,
    person.full_name,
    person.sort_key,
    person.sex,
    person.birth_date,
    person.birth_ordinal,
    person.ethnic_group,
    person.religion,
    COALESCE(status.status, '') AS status,
    place.exit,
    CASE WHEN place.exit = 'left' THEN COALESCE(status.end_reason, '') ELSE '' END AS leaving_reason,
    place.destination,
    cell.name AS organization_name,
    cell.kind AS organization_kind,
    CASE
        WHEN cell.sector <> '' THEN cell.sector
        WHEN above.sector <> '' THEN above.sector
        ELSE COALESCE(top.sector, '')
    END AS sector
FROM members_affiliation AS place
JOIN members_personal AS person
    ON person.member_id = place.member_id
    AND person.valid_from < place.valid_to AND person.valid_to >= place.valid_to
    AND person.recorded_at <= :known_at AND person.superseded_at > :known_at
LEFT JOIN members_membershipstatus AS status
    ON status.member_id = place.member_id
    AND status.valid_from < place.valid_to AND status.valid_to >= place.valid_to
    AND status.recorded_at <= :known_at AND status.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS cell
    ON cell.organization_id = place.organization_id
    AND cell.valid_from < place.valid_to AND cell.valid_to >= place.valid_to
    AND cell.recorded_at <= :known_at AND cell.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS above
    ON above.organization_id = cell.parent_id
    AND above.valid_from < place.valid_to AND above.valid_to >= place.valid_to
    AND above.recorded_at <= :known_at AND above.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS top
    ON top.organization_id = above.parent_id
    AND top.valid_from < place.valid_to AND top.valid_to >= place.valid_to
    AND top.recorded_at <= :known_at AND top.superseded_at > :known_at
WHERE place.valid_to >= :first AND place.valid_to <= :last
    AND place.recorded_at <= :known_at AND place.superseded_at > :known_at
