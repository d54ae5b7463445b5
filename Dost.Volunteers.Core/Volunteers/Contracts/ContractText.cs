using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Volunteers.Contracts;

/// <summary>
/// The template of a programme's contract, by version and in three languages. Published ones never change: a change is a new version, which
/// is asked for at the next term. See <see cref="ContractWriter"/> for the marks and places in the text.
/// </summary>
public class ContractText
{
    public const int BodyMaxLength = 8000;

    public required Programme Programme { get; init; }
    public required int Version { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public required LocalName Body { get; init; }
}
