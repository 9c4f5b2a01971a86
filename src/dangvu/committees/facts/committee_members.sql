/*
# Seats held in committees that are in office, counted for the organisation of the committee. Somebody who sits in two
# committees has two rows. The sector is the nearest one given on the way up.
label: {vi: Cấp ủy viên, en: Committee members}
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
  post: {type: code, codes: committees/posts, label: {vi: Chức vụ trong cấp ủy, en: Post}}
  term: {type: text, label: {vi: Nhiệm kỳ, en: Term}}
  general_education: {type: code, codes: members/general_education_levels, label: {vi: Giáo dục phổ thông, en: General education}}
  professional: {type: code, codes: members/professional_levels, label: {vi: Trình độ chuyên môn, en: Professional level}}
  political_theory: {type: code, codes: members/political_theory_levels, label: {vi: Lý luận chính trị, en: Political theory level}}
  organization_name: {type: text, label: {vi: Tổ chức đảng, en: Organisation}}
  organization_kind: {type: code, codes: organizations/kinds, label: {vi: Cấp, en: Kind}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [full_name, birth_date, post, term, professional, political_theory, organization_name]
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
    person.ethnic_group,
    person.religion,
    seat.post,
    body.term,
    COALESCE(general.level, '') AS general_education,
    COALESCE(professional.level, '') AS professional,
    COALESCE(theory.level, '') AS political_theory,
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
LEFT JOIN members_qualification AS general
    ON general.member_id = seat.member_id AND general.kind = 'general_education'
    AND general.valid_from <= :on AND general.valid_to > :on
    AND general.recorded_at <= :known_at AND general.superseded_at > :known_at
LEFT JOIN members_qualification AS professional
    ON professional.member_id = seat.member_id AND professional.kind = 'professional'
    AND professional.valid_from <= :on AND professional.valid_to > :on
    AND professional.recorded_at <= :known_at AND professional.superseded_at > :known_at
LEFT JOIN members_qualification AS theory
    ON theory.member_id = seat.member_id AND theory.kind = 'political_theory'
    AND theory.valid_from <= :on AND theory.valid_to > :on
    AND theory.recorded_at <= :known_at AND theory.superseded_at > :known_at
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
WHERE seat.valid_from <= :on AND seat.valid_to > :on
    AND seat.recorded_at <= :known_at AND seat.superseded_at > :known_at
