/*
The table expressions that every figure uses, for one moment of knowledge:

line(heir_id, organization_id)   an organisation stands for itself and for whatever it took over whole, and so on back
claims(ancestor_id, organization_id, valid_from, valid_to)
                                 from when to when an organisation counted for one above it: by its place in the tree,
                                 or because that one is heir to the one it stood under; spells may meet and overlap
reach(ancestor_id, organization_id, valid_from, valid_to)
                                 the same with spells that neither meet nor overlap, for who counts where they begin
                                 and end
*/
WITH RECURSIVE
believed_organizations AS (
    SELECT organization_id, parent_id, valid_from, valid_to
    FROM organizations_organizationrecord
    WHERE recorded_at <= :known_at AND superseded_at > :known_at
),
line (heir_id, organization_id) AS (
    SELECT id, id FROM organizations_organization
    UNION
    SELECT s.successor_id, line.organization_id
    FROM line
    JOIN organizations_succession AS s ON s.predecessor_id = line.heir_id
    WHERE s.whole AND s.recorded_at <= :known_at AND s.superseded_at > :known_at
),
climb (ancestor_id, organization_id, valid_from, valid_to) AS (
    SELECT organization_id, organization_id, valid_from, valid_to FROM believed_organizations
    UNION
    SELECT
        r.parent_id,
        climb.organization_id,
        GREATEST(climb.valid_from, r.valid_from),
        LEAST(climb.valid_to, r.valid_to)
    FROM climb
    JOIN believed_organizations AS r
        ON r.organization_id = climb.ancestor_id
        AND r.valid_from < climb.valid_to
        AND climb.valid_from < r.valid_to
    WHERE r.parent_id IS NOT NULL
),
claims AS (
    SELECT line.heir_id AS ancestor_id, climb.organization_id, climb.valid_from, climb.valid_to
    FROM climb
    JOIN line ON line.organization_id = climb.ancestor_id
),
claims_so_far AS (
    SELECT
        ancestor_id, organization_id, valid_from, valid_to,
        MAX(valid_to) OVER (
            PARTITION BY ancestor_id, organization_id ORDER BY valid_from, valid_to
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reached_to
    FROM claims
),
claims_in_spells AS (
    SELECT
        ancestor_id, organization_id, valid_from, valid_to,
        SUM(CASE WHEN reached_to >= valid_from THEN 0 ELSE 1 END) OVER (
            PARTITION BY ancestor_id, organization_id ORDER BY valid_from, valid_to
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS spell
    FROM claims_so_far
),
reach AS (
    SELECT ancestor_id, organization_id, MIN(valid_from) AS valid_from, MAX(valid_to) AS valid_to
    FROM claims_in_spells
    GROUP BY ancestor_id, organization_id, spell
)
SELECT ancestor_id, organization_id, valid_from, valid_to FROM reach
