/*
label: {vi: Tổ chức đảng trước khi sắp xếp, en: Organisations before a reorganisation}
time: flow
placed: before
personal: false
columns:
  reorganization: {type: id, label: {vi: Lần sắp xếp, en: Reorganisation}}
  reorganization_kind: {type: code, codes: organizations/reorganizations, label: {vi: Hình thức, en: Kind of act}}
  code: {type: text, label: {vi: Mã, en: Code}}
  name: {type: text, label: {vi: Tên, en: Name}}
  kind_before: {type: code, codes: organizations/kinds, label: {vi: Cấp trước, en: Kind before}}
  kind_after: {type: code, codes: organizations/kinds, label: {vi: Cấp của tổ chức tiếp nối, en: Kind of what took over}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [day, reorganization_kind, code, name, kind_before, kind_after]
sort: day
*/
-- kind_after is empty where nothing took over, or organisations of several kinds did.
SELECT
    MIN(s.id) AS row_id,
    s.predecessor_id AS organization_id,
    e.day,
    e.identity AS reorganization,
    e.kind AS reorganization_kind,
    b.code,
    b.name,
    b.kind AS kind_before,
    CASE WHEN MIN(a.kind) = MAX(a.kind) THEN MIN(a.kind) ELSE '' END AS kind_after,
    b.sector
FROM organizations_reorganization AS e
JOIN organizations_succession AS s
    ON s.reorganization = e.identity
    AND s.recorded_at <= :known_at AND s.superseded_at > :known_at
JOIN organizations_organizationrecord AS b
    ON b.organization_id = s.predecessor_id
    AND b.valid_from < e.day AND e.day <= b.valid_to
    AND b.recorded_at <= :known_at AND b.superseded_at > :known_at
LEFT JOIN organizations_organizationrecord AS a
    ON a.organization_id = s.successor_id
    AND a.valid_from <= e.day AND e.day < a.valid_to
    AND a.recorded_at <= :known_at AND a.superseded_at > :known_at
WHERE e.day BETWEEN :first AND :last
    AND e.recorded_at <= :known_at AND e.superseded_at > :known_at
GROUP BY s.predecessor_id, e.day, e.identity, e.kind, b.code, b.name, b.kind, b.sector
