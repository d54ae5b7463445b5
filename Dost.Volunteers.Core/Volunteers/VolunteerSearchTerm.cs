namespace Dost.Volunteers.Core.Volunteers;

/// <summary>
/// One thing that a volunteer is found by, as an index holds it: the sound of a name, the e-mail address, the end of the phone number from
/// each digit on, so that any part of it is the beginning of a term. Kept by the context; nobody writes it by hand.
/// </summary>
public class VolunteerSearchTerm
{
    public const int MaxLength = 40;

    public required Guid VolunteerId { get; init; }
    public required string Term { get; init; }
}
