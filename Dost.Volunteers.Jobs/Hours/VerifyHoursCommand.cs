using System.Globalization;
using Dost.Volunteers.Core.Hours;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Jobs.Hours;

/// <summary><c>dotnet run --project Dost.Volunteers.Jobs -- verify-hours</c>: walks every chain and says what it found; 1 if anything does not fit.</summary>
internal static class VerifyHoursCommand
{
    public const string Name = "verify-hours";

    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var verifier = scope.ServiceProvider.GetRequiredService<LedgerVerifier>();
        var before = await verifier.LastAsync(ct);
        var check = await verifier.CheckAsync(ct);

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{check.Chains} chains, {check.Entries} entries, {check.Minutes} approved minutes, in {(check.FinishedAtUtc - check.StartedAtUtc).TotalSeconds:0.0} s."));
        await output.WriteLineAsync(
            before is null ? "There was no check before to compare with."
            : check.PastHolds ? string.Create(CultureInfo.InvariantCulture, $"All that stood at the check of {before.StartedAtUtc:yyyy-MM-dd HH:mm} UTC stands still.")
            : string.Create(CultureInfo.InvariantCulture, $"What stood at the check of {before.StartedAtUtc:yyyy-MM-dd HH:mm} UTC does not stand any more: entries are missing or were changed, or that check was forged."));

        foreach (var found in check.Breaks)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Chain of volunteer {found.ChainId}, entry {found.Sequence}{(found.HoursEntryId is { } id ? $" ({id})" : "")}: {Words(found.Fault)}"));
        }

        if (check.BrokenChains > check.Breaks.Count)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"… and {check.BrokenChains - check.Breaks.Count} more."));
        }

        await output.WriteLineAsync(check.IsSound ? "The ledger is whole." : string.Create(CultureInfo.InvariantCulture, $"The ledger is NOT whole: {check.BrokenChains} broken chains."));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"To be written down elsewhere: {check.CutoffAtUtc:yyyy-MM-ddTHH:mm:ssZ} {check.Digest}"));

        return check.IsSound ? 0 : 1;
    }

    private static string Words(LedgerFault fault) => fault switch
    {
        LedgerFault.EntryChanged => "what it says is not what was hashed.",
        LedgerFault.EntryMissing => "it is missing.",
        LedgerFault.EndMissing => "it and what followed it were cut off.",
        LedgerFault.EntryAdded => "it was put in behind the end.",
        LedgerFault.HeadForged => "the head of the chain is missing or forged.",
        LedgerFault.ApprovalForged => "entries count as approved that were not, or the other way round.",
    };
}
