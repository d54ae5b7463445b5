using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dost.Volunteers.Core.Accounts;

namespace Dost.Volunteers.Core.Volunteers.SignUp;

/// <summary>The pages of the sign-up, in their order.</summary>
public enum SignUpStage { Person, Place, Times, Last }

/// <summary>
/// What was answered so far, checked and cleaned. FIN, guardian and agreements are asked for on the last page, and go straight into the
/// application: a draft never holds them.
/// </summary>
public sealed record SignUpAnswers
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        // What is encrypted is never part of a page: ə takes two bytes, not six.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public PersonAnswers? Person { get; init; }
    public PlaceAnswers? Place { get; init; }
    public TimesAnswers? Times { get; init; }

    /// <summary>The first page that was not answered; the last one is answered by finishing.</summary>
    public SignUpStage FirstOpen => Person is null ? SignUpStage.Person : Place is null ? SignUpStage.Place : Times is null ? SignUpStage.Times : SignUpStage.Last;

    public StageAnswers? Of(SignUpStage stage) => stage switch
    {
        SignUpStage.Person => Person,
        SignUpStage.Place => Place,
        SignUpStage.Times => Times,
        SignUpStage.Last => null,
    };

    internal SignUpAnswers With(StageAnswers answers) => answers switch
    {
        PersonAnswers person => this with { Person = person },
        PlaceAnswers place => this with { Place = place },
        TimesAnswers times => this with { Times = times },
        _ => throw new ArgumentException("A page that the sign-up does not have.", nameof(answers)),
    };
}

/// <summary>The answers of one page.</summary>
public abstract record StageAnswers
{
    /// <summary>How often they were saved: a page that was opened before the last time says so.</summary>
    public int Revision { get; init; }

    public abstract SignUpStage Stage { get; }

    internal bool SaysTheSameAs(StageAnswers other) =>
        GetType() == other.GetType() && Text(this with { Revision = 0 }) == Text(other with { Revision = 0 });

    private static string Text(StageAnswers answers) => JsonSerializer.Serialize(answers, answers.GetType(), SignUpAnswers.Json);
}

/// <summary>Who it is, and how they are reached: phone in E.164, e-mail in small letters.</summary>
public sealed record PersonAnswers(string GivenName, string FamilyName, DateOnly BornOn, string Phone, string? Email) : StageAnswers
{
    [JsonIgnore]
    public override SignUpStage Stage => SignUpStage.Person;
}

/// <summary>Where and how they want to serve.</summary>
public sealed record PlaceAnswers(string DistrictCode, Programme Programme, IReadOnlyList<string> Languages, IReadOnlyList<string> Skills) : StageAnswers
{
    [JsonIgnore]
    public override SignUpStage Stage => SignUpStage.Place;
}

/// <summary>When they are usually free: cells of the week.</summary>
public sealed record TimesAnswers(IReadOnlyList<string> Free) : StageAnswers
{
    [JsonIgnore]
    public override SignUpStage Stage => SignUpStage.Times;
}

/// <summary>An open draft as a page shows it.</summary>
public sealed record OpenDraft(Guid SignUpDraftId, Guid Version, SignUpAnswers Answers, DateTime ExpiresAtUtc);

/// <summary>What came of an application: whose code the next page asks for, and the phone that was typed.</summary>
public sealed record SignedUp(Guid SubjectId, OneTimeCodePurpose Purpose, string Phone);

/// <summary>What is kept of a finished sign-up until the code is given: the answers too, for whoever sees there that the number is wrong.</summary>
internal sealed record FinishedSignUp(SignUpAnswers Answers, SignedUp Result);

public enum SaveOutcome
{
    Saved,

    /// <summary>Another window answered the same page differently since this one was opened.</summary>
    ChangedElsewhere,

    /// <summary>Finished, thrown away, or older than drafts are kept.</summary>
    Gone,
}

public enum ResumeOutcome { Resumed, Wrong, Gone }
