/*
label: {vi: Người theo chi bộ, en: Who moved with their cell}
time: flow
placed: ancestor
columns:
  member_id: {type: id, label: {vi: Đảng viên, en: Member}}
  sign: {type: number, label: {vi: Dấu, en: Sign}}
show: [member_id, sign]
sort: day
*/
SELECT a.id AS row_id, r.ancestor_id, a.organization_id, r.valid_from AS day, a.member_id, 1 AS sign
FROM members_affiliation AS a
JOIN reach AS r ON r.organization_id = a.organization_id AND a.valid_from < r.valid_from AND r.valid_from < a.valid_to
WHERE r.valid_from BETWEEN :first AND :last AND a.recorded_at <= :known_at AND a.superseded_at > :known_at
UNION ALL
SELECT a.id AS row_id, r.ancestor_id, a.organization_id, r.valid_to AS day, a.member_id, -1 AS sign
FROM members_affiliation AS a
JOIN reach AS r ON r.organization_id = a.organization_id AND a.valid_from < r.valid_to AND r.valid_to < a.valid_to
WHERE r.valid_to BETWEEN :first AND :last AND a.recorded_at <= :known_at AND a.superseded_at > :known_at
