/*
# Who is on the rolls of a cell. Columns of the file say '' where nothing is recorded. The sector is the nearest one
# given on the way up from the cell, since only grassroots organisations need to state theirs.
label: {vi: Đảng viên trong danh sách, en: Members on the rolls}
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
  ethnic_group: {type: code, codes: members/ethnic_groups, label: {vi: Dân tộc, en: Ethnic group}}
  religion: {type: code, codes: members/religions, label: {vi: Tôn giáo, en: Religion}}
  status: {type: code, codes: members/statuses, label: {vi: Tư cách đảng viên, en: Status}}
  admitted_on: {type: day, label: {vi: Ngày kết nạp, en: Admitted on}}
  decided_on: {type: day, label: {vi: Ngày quyết định kết nạp, en: Admission decided on}}
  party_age: {type: years, since: decided_on, label: {vi: Tuổi đảng, en: Party age}}
  official_on: {type: day, label: {vi: Ngày chính thức, en: Official on}}
  general_education: {type: code, codes: members/general_education_levels, label: {vi: Giáo dục phổ thông, en: General education}}
  professional: {type: code, codes: members/professional_levels, label: {vi: Trình độ chuyên môn, en: Professional level}}
  political_theory: {type: code, codes: members/political_theory_levels, label: {vi: Lý luận chính trị, en: Political theory level}}
  in_youth_union: {type: flag, label: {vi: Đoàn viên, en: In the Youth Union}}
  exempt: {type: flag, label: {vi: Được miễn công tác và sinh hoạt, en: Exempt from Party work and meetings}}
  occupation: {type: code, codes: members/occupations, label: {vi: Nghề nghiệp, en: Occupation}}
  organization_name: {type: text, label: {vi: Chi bộ, en: Cell}}
  organization_kind: {type: code, codes: organizations/kinds, label: {vi: Cấp của chi bộ, en: Kind of cell}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [full_name, birth_date, sex, ethnic_group, admitted_on, organization_name]
sort: sort_key
*/
SELECT
    place.id AS row_id,
    place.organization_id,
    place.member_id,
    person.full_name,
    person.sort_key,
    person.sex,
    person.birth_date,
    person.birth_ordinal,
    person.ethnic_group,
    person.religion,
    COALESCE(status.status, '') AS status,
    admission.admitted_on,
    admission.decided_on,
    CASE WHEN status.status = 'official' THEN status.valid_from END AS official_on,
    COALESCE(general.level, '') AS general_education,
    COALESCE(professional.level, '') AS professional,
    COALESCE(theory.level, '') AS political_theory,
    CASE WHEN youth.id IS NULL THEN 0 ELSE 1 END AS in_youth_union,
    CASE WHEN exemption.id IS NULL THEN 0 ELSE 1 END AS exempt,
    COALESCE(work.code, '') AS occupation,
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
    AND person.valid_from <= :on AND person.valid_to > :on
    AND person.recorded_at <= :known_at AND person.superseded_at > :known_at
LEFT JOIN members_membershipstatus AS status
    ON status.member_id = place.member_id
    AND status.valid_from <= :on AND status.valid_to > :on
    AND status.recorded_at <= :known_at AND status.superseded_at > :known_at
LEFT JOIN members_qualification AS general
    ON general.member_id = place.member_id AND general.kind = 'general_education'
    AND general.valid_from <= :on AND general.valid_to > :on
    AND general.recorded_at <= :known_at AND general.superseded_at > :known_at
LEFT JOIN members_qualification AS professional
    ON professional.member_id = place.member_id AND professional.kind = 'professional'
    AND professional.valid_from <= :on AND professional.valid_to > :on
    AND professional.recorded_at <= :known_at AND professional.superseded_at > :known_at
LEFT JOIN members_qualification AS theory
    ON theory.member_id = place.member_id AND theory.kind = 'political_theory'
    AND theory.valid_from <= :on AND theory.valid_to > :on
    AND theory.recorded_at <= :known_at AND theory.superseded_at > :known_at
LEFT JOIN members_youthunionmembership AS youth
    ON youth.member_id = place.member_id
    AND youth.valid_from <= :on AND youth.valid_to > :on
    AND youth.recorded_at <= :known_at AND youth.superseded_at > :known_at
LEFT JOIN members_exemption AS exemption
    ON exemption.member_id = place.member_id
    AND exemption.valid_from <= :on AND exemption.valid_to > :on
    AND exemption.recorded_at <= :known_at AND exemption.superseded_at > :known_at
LEFT JOIN members_occupation AS work
    ON work.member_id = place.member_id
    AND work.valid_from <= :on AND work.valid_to > :on
    AND work.recorded_at <= :known_at AND work.superseded_at > :known_at
LEFT JOIN (
    SELECT earliest.member_id, MIN(earliest.day) AS admitted_on, MIN(earliest.decided_on) AS decided_on
    FROM members_admission AS earliest
    WHERE earliest.day <= :on AND earliest.recorded_at <= :known_at AND earliest.superseded_at > :known_at
    GROUP BY earliest.member_id
) AS admission
    ON admission.member_id = place.member_id
LEFT JOIN organizations_organizationrecord AS cell
    ON cell.organization_id = place.organization_id
    AND cell.valid_from <= :on AND cell.valid_to > :on
    AND cell.recorded_at <= :known_at AND cell.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS above
    ON above.organization_id = cell.parent_id
    AND above.valid_from <= :on AND above.valid_to > :on
    AND above.recorded_at <= :known_at AND above.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS top
    ON top.organization_id = above.parent_id
    AND top.valid_from <= :on AND top.valid_to > :on
    AND top.recorded_at <= :known_at AND top.superseded_at > :known_at
WHERE place.valid_from <= :on AND place.valid_to > :on
    AND place.recorded_at <= :known_at AND place.superseded_at > :known_at
