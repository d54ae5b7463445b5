/*  What stands beyond its time: the first two the job PurgeExpired deletes each night, the rest is for the data-protection officer.
    Changes nothing. Reads: OneTimeCodes, OneTapLinks, OutboundMessages, Volunteers, HelpRequests, Settings.
    The retention time is the setting Privacy.RetentionMonths.                                                                        */
DECLARE @Now datetime2 = SYSUTCDATETIME();
DECLARE @Months int = ISNULL((SELECT TRY_CAST([Value] AS int) FROM [dbo].[Settings] WHERE [SettingKey] = N'Privacy.RetentionMonths'), 36);
DECLARE @Before datetime2 = DATEADD(MONTH, -@Months, @Now);

SELECT N'One-time codes older than a day' AS [What], COUNT(*) AS [Rows], MIN([IssuedAtUtc]) AS [OldestAtUtc]
FROM [dbo].[OneTimeCodes]
WHERE [IssuedAtUtc] < DATEADD(DAY, -1, @Now)
UNION ALL
SELECT N'One-tap links that expired thirty days ago', COUNT(*), MIN([ExpiresAtUtc])
FROM [dbo].[OneTapLinks]
WHERE [ExpiresAtUtc] < DATEADD(DAY, -30, @Now)
UNION ALL
SELECT N'Messages beyond the retention time', COUNT(*), MIN([CreatedAtUtc])
FROM [dbo].[OutboundMessages]
WHERE [CreatedAtUtc] < @Before
UNION ALL
SELECT N'Volunteers who went and are beyond the retention time', COUNT(*), MIN([AppliedAtUtc])
FROM [dbo].[Volunteers]
WHERE [State] IN (N'Completed', N'Left', N'Rejected') AND [AppliedAtUtc] < @Before
UNION ALL
SELECT N'Requests for help that ended beyond the retention time', COUNT(*), MIN([AskedAtUtc])
FROM [dbo].[HelpRequests]
WHERE [State] IN (N'Closed', N'Rejected', N'Cancelled', N'NotDone') AND [AskedAtUtc] < @Before;
