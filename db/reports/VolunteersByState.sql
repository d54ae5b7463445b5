/*  How many volunteers of each programme stand where at each centre, and how long the longest waiting applicant waits.
    Reads: Volunteers, Centres.  A record that was merged into another one of the same person is not counted again.    */
CREATE OR ALTER VIEW [dbo].[VolunteersByState]
AS
SELECT
    [c].[Code] AS [CentreCode],
    [v].[Programme],
    [v].[State],
    COUNT(*) AS [People],
    MAX(CASE WHEN [v].[State] = N'Applied' THEN DATEDIFF(DAY, [v].[AppliedAtUtc], SYSUTCDATETIME()) END) AS [LongestWaitInDays]
FROM [dbo].[Volunteers] AS [v]
INNER JOIN [dbo].[Centres] AS [c] ON [c].[CentreId] = [v].[CentreId]
WHERE [v].[MergedIntoId] IS NULL
GROUP BY
    [c].[Code],
    [v].[Programme],
    [v].[State];
