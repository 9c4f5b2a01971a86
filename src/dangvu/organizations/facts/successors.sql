/*
label: {vi: Tổ chức đảng sau khi sắp xếp, en: Organisations after a reorganisation}
time: flow
placed: on
personal: false
columns:
  reorganization: {type: id, label: {vi: Lần sắp xếp, en: Reorganisation}}
  reorganization_kind: {type: code, codes: organizations/reorganizations, label: {vi: Hình thức, en: Kind of act}}
  code: {type: text, label: {vi: Mã, en: Code}}
  name: {type: text, label: {vi: Tên, en: Name}}
  kind_before: {type: code, codes: organizations/kinds, label: {vi: Cấp của tổ chức trước, en: Kind of what was before}}
  kind_after: {type: code, codes: organizations/kinds, label: {vi: Cấp sau, en: Kind after}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [day, reorganization_kind, code, name, kind_before, kind_after]
sort: day
*/
-- kind_before is empty where nothing was before, or organisations of several kinds were.
SELECT
    MIN(s.id) AS row_id,
    s.successor_id AS organization_id,
    e.day,
    e.identity AS reorganization,
    e.kind AS reorganization_kind,
    a.code,
    a.name,
    CASE WHEN MIN(b.kind) = MAX(b.kind) THEN MIN(b.kind) ELSE '' END AS kind_before,
    a.kind AS kind_after,
    a.sector
FROM organizations_reorganization AS e
JOIN organizations_succession AS s
    ON s.reorganization = e.identity
    AND s.recorded_at <= :known_at AND s.superseded_at > :known_at
JOIN organizations_organizationrecord AS a
    ON a.organization_id = s.successor_id
    AND a.valid_from <= e.day AND e.day < a.valid_to
    AND a.recorded_at <= :known_at AND a.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS b
    ON b.organization_id = s.predecessor_id
    AND b.valid_from < e.day AND e.day <= b.valid_to
    AND b.recorded_at <= :known_at AND b.superseded_at > :known_at
WHERE e.day BETWEEN :first AND :last
    AND e.recorded_at <= :known_at AND e.superseded_at > :known_at
GROUP BY s.successor_id, e.day, e.identity, e.kind, a.code, a.name, a.kind, a.sector
