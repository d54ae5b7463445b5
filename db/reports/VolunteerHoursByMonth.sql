/*  Approved service of each volunteer in each month. No names: join them where you may see them.
    Reads: HoursEntries.  Corrections are entries of their own and are summed; what was carried
    over to another record of the same person is nought here and counts there.                     */
CREATE OR ALTER VIEW [dbo].[VolunteerHoursByMonth]
AS
SELECT
    [h].[VolunteerId],
    [h].[CentreId],
    DATEFROMPARTS(YEAR([h].[ServiceDate]), MONTH([h].[ServiceDate]), 1) AS [Month],
    COUNT(*) AS [Entries],
    SUM([h].[Minutes]) AS [Minutes],
    CAST(SUM([h].[Minutes]) / 60.0 AS decimal(9, 2)) AS [Hours]
FROM [dbo].[HoursEntries] AS [h]
WHERE [h].[State] = N'Approved'
GROUP BY
    [h].[VolunteerId],
    [h].[CentreId],
    DATEFROMPARTS(YEAR([h].[ServiceDate]), MONTH([h].[ServiceDate]), 1)
HAVING SUM([h].[Minutes]) <> 0;
