using Dost.Volunteers.Bench;

if (args is not ["volunteers", ..])
{
    Console.Error.WriteLine("Usage: volunteers [--rows 1000,10000,100000] [--runs 9] [--folder PATH]");

    return 2;
}

return await RosterBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
