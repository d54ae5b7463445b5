using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers.Contracts;

namespace Dost.Volunteers.Web.Shared;

/// <summary>A contract with its words, and whether they are still those that were signed.</summary>
public sealed record SignedContractPage(SignedContract Contract, string Text, bool IsUnchanged)
{
    public static SignedContractPage Of(SignedContract contract, FieldCipher cipher)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var (text, isUnchanged) = contract.Read(cipher) ?? ("", true);

        return new SignedContractPage(contract, text, isUnchanged);
    }
}
