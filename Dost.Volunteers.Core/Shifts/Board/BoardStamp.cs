using System.Buffers.Text;
using System.Security.Cryptography;

namespace Dost.Volunteers.Core.Shifts.Board;

/// <summary>
/// What somebody saw, in a few signs: made of the versions of the shifts, their roles and all assignments. Whatever of them changes, the stamp is another.
/// </summary>
public static class BoardStamp
{
    public const int Length = 16;
    private const int GuidSize = 16;

    public static string Of(IEnumerable<Guid> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);

        // In an order of their own: a database may hand them out in any.
        var sorted = versions.Order().ToList();
        var bytes = new byte[sorted.Count * GuidSize];

        for (var i = 0; i < sorted.Count; i++)
        {
            sorted[i].TryWriteBytes(bytes.AsSpan(i * GuidSize));
        }

        return Base64Url.EncodeToString(SHA256.HashData(bytes))[..Length];
    }
}
