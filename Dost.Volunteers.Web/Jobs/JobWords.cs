using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Jobs;

/// <summary>The jobs and their results in words.</summary>
public static class JobWords
{
    /// <summary>A job is named by the timetable; one that has no words here yet is called as it is there.</summary>
    public static string NameOfJob(this IStringLocalizer<Text> t, string name) => name switch
    {
        "SendMessages" => t["Send SMS and e-mails that are due"],
        "QueueShiftReminders" => t["Find out who is to be reminded of a shift"],
        "QueueCredentialReminders" => t["Find out whose training, check or document is about to expire"],
        "QueueInterviewReminders" => t["Find out who is to be reminded of an interview"],
        "QueuePrompts" => t["Ask who should be at a shift to check in, and who was helped how it was"],
        "QueueDigests" => t["Write the mail of the week"],
        "EndTerms" => t["Warn of terms that end, and complete those that are over"],
        "ExpireOffers" => t["Let unanswered offers lapse, and ask the next"],
        "CloseForgottenAttendance" => t["Close forgotten check-outs and finished shifts"],
        "RunBulkActions" => t["Do what was confirmed for many volunteers"],
        "SendBroadcasts" => t["Hand over what was written to many"],
        "ReadBounces" => t["Read which e-mails came back, and try the phone instead"],
        "ClimbLadders" => t["Ask the next volunteers for urgent visits"],
        "WatchIncidents" => t["Keep people apart after incidents, and remind of what nobody took up"],
        "WatchCosts" => t["Warn of centres whose SMS near the limit of the month"],
        "MakePlans" => t["Make and offer the plans for many shifts"],
        "MakeSeriesShifts" => t["Make the shifts of series that come into view"],
        "MakeRegularVisits" => t["Make the regular visits of the coming days"],
        "FindLikelyDuplicates" => t["Find who may be there twice"],
        "IssueCertificates" => t["Issue the certificates of completed terms"],
        "PrintCertificates" => t["Make the PDF files of certificates"],
        "VerifyLedger" => t["Walk through the ledger of hours"],
        "RepairRoster" => t["Put the sums and search words of volunteers right"],
        "ApplyRetention" => t["Warn, and erase data that are no longer kept"],
        "PurgeExpired" => t["Clear away what has run out"],
        _ => name,
    };

    /// <summary>Why a job does nothing on this machine; null where it works.</summary>
    public static string? WhyItRests(this IStringLocalizer<Text> t, PrinterAbsence absence) => absence switch
    {
        PrinterAbsence.SwitchedOff => t["It rests: printing is switched off (Pdf:Browser is “none”). Certificates are printed from their pages."],
        PrinterAbsence.NoBrowser => t["It rests: no Chromium, Chrome or Edge was found on this machine. Install one, or name its program in Pdf:Browser. Until then certificates are printed from their pages."],
        PrinterAbsence.NotThere => t["It rests: the program that Pdf:Browser names is not there. Until then certificates are printed from their pages."],
    };

    public static (string Text, string Tone) Tag(this IStringLocalizer<Text> t, JobResult result) => result switch
    {
        JobResult.Never => (t["Has not run yet"], "muted"),
        JobResult.Running => (t["Is running"], "calm"),
        JobResult.Succeeded => (t["Went well"], "good"),
        JobResult.Failed => (t["Failed"], "bad"),
    };
}
