/*
label: {vi: Người ra khỏi danh sách, en: Who left the rolls}
time: flow
placed: before
columns:
  member_id: {type: id, label: {vi: Đảng viên, en: Member}}
show: [member_id]
sort: day
*/
SELECT a.id AS row_id, a.organization_id, a.valid_to AS day, a.member_id
FROM members_affiliation AS a
WHERE a.valid_to BETWEEN :first AND :last AND a.recorded_at <= :known_at AND a.superseded_at > :known_at
