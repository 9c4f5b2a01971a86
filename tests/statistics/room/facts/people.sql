/*
label: {vi: Người trong danh sách, en: People on the rolls}
time: stock
personal: true
columns:
  member_id: {type: id, label: {vi: Đảng viên, en: Member}}
  full_name: {type: text, label: {vi: Họ và tên, en: Full name}}
  sex: {type: code, codes: members/sexes, label: {vi: Giới tính, en: Sex}}
  birth_date: {type: day, label: {vi: Ngày sinh, en: Birth date}}
  age: {type: years, since: birth_date, label: {vi: Tuổi, en: Age}}
  birth_ordinal: {type: number, label: {vi: Số thứ tự ngày sinh, en: Day number of birth}}
  register_entry: {type: flag, label: {vi: Có từ sổ cũ, en: From the old register}}
  religion: {type: code, codes: members/religions, label: {vi: Tôn giáo, en: Religion}}
show: [full_name, birth_date]
sort: full_name
*/
SELECT
    a.id AS row_id, a.organization_id, a.member_id, p.full_name, p.sex, p.birth_date, p.birth_ordinal, p.religion,
    CASE WHEN a.entry = 'register' THEN 1 ELSE 0 END AS register_entry
FROM members_affiliation AS a
JOIN members_personal AS p
    ON p.member_id = a.member_id
    AND p.valid_from <= :on AND p.valid_to > :on
    AND p.recorded_at <= :known_at AND p.superseded_at > :known_at
WHERE a.valid_from <= :on AND a.valid_to > :on AND a.recorded_at <= :known_at AND a.superseded_at > :known_at
