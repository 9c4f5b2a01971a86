/*
label: {vi: Tổ chức đảng bắt đầu thuộc một cấp, en: Organisations that came to be of a kind}
time: flow
placed: on
personal: false
columns:
  code: {type: text, label: {vi: Mã, en: Code}}
  name: {type: text, label: {vi: Tên, en: Name}}
  kind: {type: code, codes: organizations/kinds, label: {vi: Cấp, en: Kind}}
  kind_before: {type: code, codes: organizations/kinds, label: {vi: Cấp trước đó, en: Kind before}}
  sector: {type: code, codes: organizations/sectors, label: {vi: Loại hình, en: Sector}}
show: [day, code, name, kind_before, kind]
sort: day
*/
SELECT
    r.id AS row_id,
    r.organization_id,
    r.valid_from AS day,
    r.code,
    r.name,
    r.kind,
    COALESCE(b.kind, '') AS kind_before,
    r.sector
FROM organizations_organizationrecord AS r
LEFT JOIN organizations_organizationrecord AS b
    ON b.organization_id = r.organization_id
    AND b.valid_to = r.valid_from
    AND b.recorded_at <= :known_at AND b.superseded_at > :known_at
WHERE r.valid_from BETWEEN :first AND :last
    AND r.recorded_at <= :known_at AND r.superseded_at > :known_at
    AND (b.id IS NULL OR b.kind <> r.kind)
