/*  How offers of places are answered, by centre and week: who is asked too often, or too late, shows here.
    Reads: Assignments, Shifts, Centres.  Weeks begin on Monday, in Baku.                                  */
CREATE OR ALTER VIEW [dbo].[OfferAnswersByWeek]
AS
WITH [Offers] AS
(
    SELECT
        [s].[CentreId],
        [a].[State],
        DATEDIFF(MINUTE, [a].[OfferedAtUtc], [a].[AnsweredAtUtc]) AS [AnswerMinutes],
        DATEADD(DAY, DATEDIFF(DAY, 0, CAST([a].[OfferedAtUtc] AT TIME ZONE 'UTC' AT TIME ZONE 'Azerbaijan Standard Time' AS date)) / 7 * 7, CAST('19000101' AS date)) AS [WeekOf]
    FROM [dbo].[Assignments] AS [a]
    INNER JOIN [dbo].[Shifts] AS [s] ON [s].[ShiftId] = [a].[ShiftId]
    WHERE [a].[OfferedAtUtc] IS NOT NULL
)
SELECT
    [c].[Code] AS [CentreCode],
    [o].[WeekOf],
    COUNT(*) AS [Offers],
    SUM(CASE WHEN [o].[State] IN (N'Confirmed', N'CheckedIn', N'Attended', N'NoShow') THEN 1 ELSE 0 END) AS [Accepted],
    SUM(CASE WHEN [o].[State] = N'Declined' THEN 1 ELSE 0 END) AS [Declined],
    SUM(CASE WHEN [o].[State] = N'Expired' THEN 1 ELSE 0 END) AS [Expired],
    SUM(CASE WHEN [o].[State] = N'Offered' THEN 1 ELSE 0 END) AS [Open],
    AVG(CASE WHEN [o].[State] <> N'Expired' THEN CAST([o].[AnswerMinutes] AS bigint) END) AS [AverageAnswerMinutes]
FROM [Offers] AS [o]
INNER JOIN [dbo].[Centres] AS [c] ON [c].[CentreId] = [o].[CentreId]
GROUP BY
    [c].[Code],
    [o].[WeekOf];
