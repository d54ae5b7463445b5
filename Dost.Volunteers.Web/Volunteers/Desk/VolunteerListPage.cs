using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>What a coordinator asks the list for. Read as text, so that an address with nonsense in it shows the whole list.</summary>
public sealed class VolunteerFilter
{
    private const int MaxPage = 100_000;

    public string? Q { get; set; }
    public string? State { get; set; }
    public string? Programme { get; set; }
    public string? District { get; set; }
    public string? Page { get; set; }

    public VolunteerState? ChosenState => Chosen<VolunteerState>(State);

    public Programme? ChosenProgramme => Chosen<Programme>(Programme);

    public int Number => int.TryParse(Page, out var number) ? Math.Clamp(number, 1, MaxPage) : 1;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && ChosenState is null && ChosenProgramme is null && string.IsNullOrEmpty(District);

    private static T? Chosen<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => v.ToString() == text);
}

/// <summary>One volunteer on the list: nothing but what tells them apart.</summary>
public sealed record VolunteerRow
{
    public required Guid VolunteerId { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public required VolunteerState State { get; init; }
    public required Programme Programme { get; init; }
    public required LocalName District { get; init; }
    public required DateOnly BornOn { get; init; }
    public required DateTime AppliedAtUtc { get; init; }
    public required bool IsPhoneConfirmed { get; init; }

    public string FullName => $"{GivenName} {FamilyName}";
}

/// <summary>The list with its filter.</summary>
public sealed record VolunteerListPage(VolunteerFilter Filter, Page<VolunteerRow> Rows, IReadOnlyList<SelectListItem> Districts);
