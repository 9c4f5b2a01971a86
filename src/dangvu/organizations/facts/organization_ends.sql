/*
label: {vi: Tổ chức đảng thôi thuộc một cấp, en: Organisations that ceased to be of a kind}
time: flow
placed: before
personal: false
columns:
  code: {type: text, label: {vi: Mã, en: Code}}
  name: {type: text, label: {vi: Tên, en: Name}}
  kind: {type: code, codes: organizations/kinds, label: {vi: Cấp, en: Kind}}
  kind_after: {type: code, codes: organizations/kinds, label: {vi: Cấp sau đó, en: Kind after}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [day, code, name, kind, kind_after]
sort: day
*/
SELECT
    r.id AS row_id,
    r.organization_id,
    r.valid_to AS day,
    r.code,
    r.name,
    r.kind,
    COALESCE(a.kind, '') AS kind_after,
    r.sector
FROM organizations_organizationrecord AS r
LEFT JOIN organizations_organizationrecord AS a
    ON a.organization_id = r.organization_id
    AND a.valid_from = r.valid_to
    AND a.recorded_at <= :known_at AND a.superseded_at > :known_at
WHERE r.valid_to BETWEEN :first AND :last
    AND r.recorded_at <= :known_at AND r.superseded_at > :known_at
    AND (a.id IS NULL OR a.kind <> r.kind)
