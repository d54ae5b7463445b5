namespace Dost.Volunteers.Jobs.Matching;

/// <summary>A file that is there whole or not at all: it is written beside its name and then moved.</summary>
internal static class WholeFile
{
    private const int Buffer = 1 << 16;

    public static void Write(string path, Action<Stream> write)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.part";

        try
        {
            using (var output = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, Buffer))
            {
                write(output);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
