using Dost.Volunteers.Core.Roster;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>What can be done to several people, what comes of it, and what can be taken along, in words.</summary>
public static class RosterWords
{
    public static string NameOf(this IStringLocalizer t, BulkAction action) => action switch
    {
        BulkAction.AddTag => t["Put a tag on them"],
        BulkAction.RemoveTag => t["Take a tag off them"],
        BulkAction.Pause => t["Let them pause"],
        BulkAction.Resume => t["Let them come back from a pause"],
    };

    /// <summary>Before it is done.</summary>
    public static string Planned(this IStringLocalizer t, BulkVerdict verdict) => verdict switch
    {
        BulkVerdict.Fits => t["Will be done"],
        _ => t.WhyNot(verdict),
    };

    /// <summary>After it was done; null where it is not their turn yet.</summary>
    public static string Became(this IStringLocalizer t, BulkVerdict? outcome) => outcome switch
    {
        null => t["Not done yet"],
        BulkVerdict.Fits => t["Done"],
        { } verdict => t["Changed meanwhile: {0}", t.WhyNot(verdict)],
    };

    public static string WhyNot(this IStringLocalizer t, BulkVerdict verdict) => verdict switch
    {
        BulkVerdict.Fits => t["Will be done"],
        BulkVerdict.HasTagAlready => t["has the tag already"],
        BulkVerdict.HasNoSuchTag => t["does not have the tag"],
        BulkVerdict.HasTooManyTags => t["has as many tags as fit"],
        BulkVerdict.NotActive => t["is not active"],
        BulkVerdict.NotPausing => t["is not pausing"],
        BulkVerdict.LacksSomething => t["must first renew a consent, the contract or a document"],
        BulkVerdict.HasComingShifts => t["has shifts or offers ahead: take the person off them first"],
        BulkVerdict.NoLongerYours => t["is no longer with your centre"],
    };

    public static string NameOf(this IStringLocalizer t, RosterFormat format) => format switch
    {
        RosterFormat.Csv => t["CSV, opens in any spreadsheet"],
        RosterFormat.Xlsx => t["Excel workbook (XLSX)"],
    };

    public static string NameOf(this IStringLocalizer t, RosterColumn column) => column switch
    {
        RosterColumn.FamilyName => t["Family name"],
        RosterColumn.GivenName => t["Given name"],
        RosterColumn.State => t["State"],
        RosterColumn.Programme => t["Programme"],
        RosterColumn.Centre => t["Centre"],
        RosterColumn.District => t["District"],
        RosterColumn.Phone => t["Phone"],
        RosterColumn.Email => t["E-mail"],
        RosterColumn.BornOn => t["Date of birth"],
        RosterColumn.Age => t["Age"],
        RosterColumn.Gender => t["Gender"],
        RosterColumn.MessageLanguage => t["Language of messages"],
        RosterColumn.Skills => t["Skills"],
        RosterColumn.Languages => t["Languages"],
        RosterColumn.Tags => t["Tags"],
        RosterColumn.ServedHours => t["Hours served"],
        RosterColumn.AppliedOn => t["Applied on"],
        RosterColumn.TermEndsOn => t["Term until"],
        RosterColumn.Credentials => t["Trainings, checks and documents"],
    };
}
