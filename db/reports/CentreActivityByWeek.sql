/*  What each centre did in each week: shifts, places and people, and the service that came of it.
    Reads: Centres, Shifts, ShiftRoles, Assignments, HoursEntries.
    Weeks begin on Monday, in Baku: the server stores UTC.  Monday 1 January 1900 is day 0.        */
CREATE OR ALTER VIEW [dbo].[CentreActivityByWeek]
AS
WITH [Weeks] AS
(
    SELECT
        [s].[ShiftId],
        [s].[CentreId],
        [s].[State],
        DATEADD(DAY, DATEDIFF(DAY, 0, CAST([s].[StartsAtUtc] AT TIME ZONE 'UTC' AT TIME ZONE 'Azerbaijan Standard Time' AS date)) / 7 * 7, CAST('19000101' AS date)) AS [WeekOf]
    FROM [dbo].[Shifts] AS [s]
    WHERE [s].[State] <> N'Draft'
),
[Places] AS
(
    SELECT
        [r].[ShiftId],
        SUM([r].[Capacity]) AS [PlacesWanted],
        SUM([r].[PlacesTaken]) AS [PlacesTaken]
    FROM [dbo].[ShiftRoles] AS [r]
    GROUP BY [r].[ShiftId]
),
[Attendance] AS
(
    SELECT
        [a].[ShiftId],
        SUM(CASE WHEN [a].[State] = N'Attended' THEN 1 ELSE 0 END) AS [Attended],
        SUM(CASE WHEN [a].[State] = N'NoShow' THEN 1 ELSE 0 END) AS [NoShows],
        SUM(CASE WHEN [h].[State] = N'Approved' THEN [h].[Minutes] ELSE 0 END) AS [MinutesApproved]
    FROM [dbo].[Assignments] AS [a]
    LEFT JOIN [dbo].[HoursEntries] AS [h] ON [h].[AssignmentId] = [a].[AssignmentId]
    GROUP BY [a].[ShiftId]
)
SELECT
    [c].[Code] AS [CentreCode],
    [c].[Name_Az] AS [CentreName],
    [w].[WeekOf],
    SUM(CASE WHEN [w].[State] <> N'Cancelled' THEN 1 ELSE 0 END) AS [Shifts],
    SUM(CASE WHEN [w].[State] = N'Cancelled' THEN 1 ELSE 0 END) AS [ShiftsCancelled],
    SUM(CASE WHEN [w].[State] <> N'Cancelled' THEN [p].[PlacesWanted] ELSE 0 END) AS [PlacesWanted],
    SUM(CASE WHEN [w].[State] <> N'Cancelled' THEN [p].[PlacesTaken] ELSE 0 END) AS [PlacesTaken],
    SUM(ISNULL([t].[Attended], 0)) AS [Attended],
    SUM(ISNULL([t].[NoShows], 0)) AS [NoShows],
    SUM(ISNULL([t].[MinutesApproved], 0)) AS [MinutesApproved]
FROM [Weeks] AS [w]
INNER JOIN [dbo].[Centres] AS [c] ON [c].[CentreId] = [w].[CentreId]
INNER JOIN [Places] AS [p] ON [p].[ShiftId] = [w].[ShiftId]
LEFT JOIN [Attendance] AS [t] ON [t].[ShiftId] = [w].[ShiftId]
GROUP BY
    [c].[Code],
    [c].[Name_Az],
    [w].[WeekOf];
