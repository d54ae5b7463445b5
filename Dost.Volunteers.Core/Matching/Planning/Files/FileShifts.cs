using System.Runtime.InteropServices;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>The shifts of a file and their roles, row by row as they stand there.</summary>
internal sealed class FileShifts(IdTable skillCodes, IdTable languageCodes)
{
    public IdTable Ids { get; } = new();

    public List<int> IdOf { get; } = [];

    /// <summary>The ids of roles are known within their shift only; the numbers of this table are those of the words.</summary>
    public IdTable RoleIds { get; } = new();

    public IdTable Places { get; } = new();

    public CodeSets Skills { get; } = new(skillCodes);

    public CodeSets Languages { get; } = new(languageCodes);

    public List<FileShift> Rows { get; } = [];

    public List<FileRole> Roles { get; } = [];

    /// <summary>Not copied: it is asked for millions of times.</summary>
    public ref readonly FileShift Row(int row) => ref CollectionsMarshal.AsSpan(Rows)[row];

    /// <summary>The same of a role.</summary>
    public ref readonly FileRole Role(int role) => ref CollectionsMarshal.AsSpan(Roles)[role];

    public string NameOf(int row) => Ids[IdOf[row]];

    public string NameOfRole(int role) => RoleIds[Roles[role].Id];

    /// <summary>The role of a shift by the number of its id; -1 if the shift has none such.</summary>
    public int RoleOf(int shift, int id)
    {
        for (var role = Rows[shift].RolesFrom; role < Rows[shift].RolesTo; role++)
        {
            if (Roles[role].Id == id)
            {
                return role;
            }
        }

        return -1;
    }
}

/// <summary>What the file says of a shift.</summary>
internal record struct FileShift()
{
    public Block Block { get; set; }
    public double Latitude { get; set; } = double.NaN;
    public double Longitude { get; set; } = double.NaN;
    public int Priority { get; set; } = 1;
    public int RolesFrom { get; set; }
    public int RolesTo { get; set; }
}

/// <summary>What the file says of a role. A lowest age that is missing is passed by whose age is not known too.</summary>
internal record struct FileRole()
{
    public int Id { get; set; }
    public int Shift { get; set; }
    public int Count { get; set; } = 1;
    public int Vetting { get; set; }
    public int MinAge { get; set; } = FileVolunteers.NoAge;
}
