/*
Who is over whom for one who asks on a day, over the table expressions of the tree (claims, line).

over_all(ancestor_id, organization_id, alone)
    with alone = 0 when the organisation lies in the subtree of the ancestor on that day; one that has ended lies where
    it stood last, one yet to begin where it will stand first; with alone = 1 when the ancestor is the organisation
    itself or has taken it over whole

Claims are reach before their spells are joined, which a single day does not need.
*/
WITH starts AS (
    SELECT
        organization_id,
        COALESCE(MAX(CASE WHEN valid_from <= :day_asked THEN valid_from END), MIN(valid_from)) AS valid_from
    FROM believed_organizations
    GROUP BY organization_id
),
standing AS (
    SELECT b.organization_id, b.valid_from, b.valid_to
    FROM believed_organizations AS b
    JOIN starts ON starts.organization_id = b.organization_id AND starts.valid_from = b.valid_from
),
over_all AS (
    SELECT claims.ancestor_id, claims.organization_id, 0 AS alone
    FROM claims
    JOIN standing
        ON standing.organization_id = claims.organization_id
        AND claims.valid_from <= GREATEST(:day_asked, standing.valid_from)
        AND claims.valid_to >= LEAST(:day_after, standing.valid_to)
    UNION ALL
    SELECT heir_id, organization_id, 1 FROM line
)
SELECT ancestor_id, organization_id, alone FROM over_all
