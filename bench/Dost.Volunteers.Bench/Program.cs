using Dost.Volunteers.Bench;

switch (args)
{
    case ["volunteers", ..]:
        return await RosterBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["hours", ..]:
        return await HoursBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["certificates", ..]:
        return await CertificatesBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["board", ..]:
        return await BoardBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["openshifts", ..]:
        return await OpenShiftsBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    default:
        Console.Error.WriteLine("Usage: volunteers|hours|openshifts|board|certificates [--rows 1000,10000,100000] [--runs 9] [--count 500] [--paper PATH] [--folder PATH]");

        return 2;
}
