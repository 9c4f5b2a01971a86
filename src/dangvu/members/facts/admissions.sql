/*
# Ceremonies held by organisations of the register. The age at admission is worked out from the digits of the two days,
# the only way that every database shares; who was born on 29 February completes a year on 1 March.
label: {vi: Kết nạp đảng viên, en: Admissions}
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
  age_at_admission: {type: number, label: {vi: Tuổi khi kết nạp, en: Age at admission}}
  ethnic_group: {type: code, codes: members/ethnic_groups, label: {vi: Dân tộc, en: Ethnic group}}
  religion: {type: code, codes: members/religions, label: {vi: Tôn giáo, en: Religion}}
  readmission: {type: flag, label: {vi: Kết nạp lại, en: Admitted again}}
  general_education: {type: code, codes: members/general_education_levels, label: {vi: Giáo dục phổ thông, en: General education}}
  professional: {type: code, codes: members/professional_levels, label: {vi: Trình độ chuyên môn, en: Professional level}}
  political_theory: {type: code, codes: members/political_theory_levels, label: {vi: Lý luận chính trị, en: Political theory level}}
  in_youth_union: {type: flag, label: {vi: Đoàn viên, en: In the Youth Union}}
  occupation: {type: code, codes: members/occupations, label: {vi: Nghề nghiệp khi kết nạp, en: Occupation at admission}}
  organization_name: {type: text, label: {vi: Chi bộ, en: Cell}}
  organization_kind: {type: code, codes: organizations/kinds, label: {vi: Cấp của chi bộ, en: Kind of cell}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [day, full_name, birth_date, sex, occupation, organization_name]
sort: day
*/
SELECT
    admission.id AS row_id,
    admission.organization_id,
    admission.day,
    admission.member_id,
    person.full_name,
    person.sort_key,
    person.sex,
    person.birth_date,
    person.birth_ordinal,
    person.ethnic_group,
    person.religion,
    CAST(SUBSTRING(CAST(admission.day AS TEXT), 1, 4) AS INT)
        - CAST(SUBSTRING(CAST(person.birth_date AS TEXT), 1, 4) AS INT)
        - CASE
            WHEN SUBSTRING(CAST(admission.day AS TEXT), 6, 5) < SUBSTRING(CAST(person.birth_date AS TEXT), 6, 5) THEN 1
            ELSE 0
        END AS age_at_admission,
    CASE WHEN admission.readmission THEN 1 ELSE 0 END AS readmission,
    COALESCE(general.level, '') AS general_education,
    COALESCE(professional.level, '') AS professional,
    COALESCE(theory.level, '') AS political_theory,
    CASE WHEN youth.id IS NULL THEN 0 ELSE 1 END AS in_youth_union,
    admission.occupation,
    cell.name AS organization_name,
    cell.kind AS organization_kind,
    CASE
        WHEN cell.sector <> '' THEN cell.sector
        WHEN above.sector <> '' THEN above.sector
        ELSE COALESCE(top.sector, '')
    END AS sector
FROM members_admission AS admission
JOIN members_personal AS person
    ON person.member_id = admission.member_id
    AND person.valid_from <= admission.day AND person.valid_to > admission.day
    AND person.recorded_at <= :known_at AND person.superseded_at > :known_at
LEFT JOIN members_qualification AS general
    ON general.member_id = admission.member_id AND general.kind = 'general_education'
    AND general.valid_from <= admission.day AND general.valid_to > admission.day
    AND general.recorded_at <= :known_at AND general.superseded_at > :known_at
LEFT JOIN members_qualification AS professional
    ON professional.member_id = admission.member_id AND professional.kind = 'professional'
    AND professional.valid_from <= admission.day AND professional.valid_to > admission.day
    AND professional.recorded_at <= :known_at AND professional.superseded_at > :known_at
LEFT JOIN members_qualification AS theory
    ON theory.member_id = admission.member_id AND theory.kind = 'political_theory'
    AND theory.valid_from <= admission.day AND theory.valid_to > admission.day
    AND theory.recorded_at <= :known_at AND theory.superseded_at > :known_at
LEFT JOIN members_youthunionmembership AS youth
    ON youth.member_id = admission.member_id
    AND youth.valid_from <= admission.day AND youth.valid_to > admission.day
    AND youth.recorded_at <= :known_at AND youth.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS cell
    ON cell.organization_id = admission.organization_id
    AND cell.valid_from <= admission.day AND cell.valid_to > admission.day
    AND cell.recorded_at <= :known_at AND cell.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS above
    ON above.organization_id = cell.parent_id
    AND above.valid_from <= admission.day AND above.valid_to > admission.day
    AND above.recorded_at <= :known_at AND above.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS top
    ON top.organization_id = above.parent_id
    AND top.valid_from <= admission.day AND top.valid_to > admission.day
    AND top.recorded_at <= :known_at AND top.superseded_at > :known_at
WHERE admission.organization_id IS NOT NULL
    AND admission.day >= :first AND admission.day <= :last
    AND admission.recorded_at <= :known_at AND admission.superseded_at > :known_at
