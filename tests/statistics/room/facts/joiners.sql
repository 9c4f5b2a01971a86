/*
label: {vi: Người vào danh sách, en: Who came onto the rolls}
time: flow
columns:
  member_id: {type: id, label: {vi: Đảng viên, en: Member}}
  entry: {type: code, codes: members/entries, label: {vi: Vào do, en: Entry}}
show: [member_id]
sort: day
*/
SELECT a.id AS row_id, a.organization_id, a.valid_from AS day, a.member_id, a.entry
FROM members_affiliation AS a
WHERE a.valid_from BETWEEN :first AND :last AND a.recorded_at <= :known_at AND a.superseded_at > :known_at
