using Dost.Volunteers.Bench;
using Dost.Volunteers.Bench.Matching;
using Dost.Volunteers.Bench.Messages;

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
    case ["requests", ..]:
        return await RequestBoardBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["asking", ..]:
        return await AskingBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["openshifts", ..]:
        return await OpenShiftsBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["match", "growth", ..]:
        return await MatchGrowth.RunAsync(MatchBenchOptions.Read(args[2..]), CancellationToken.None);
    case ["match", "tasks", ..]:
        return IntervalTasksBench.Run(IntervalTasksOptions.Read(args[2..]), CancellationToken.None);
    case ["match", ..]:
        return await MatchBench.RunAsync(MatchBenchOptions.Read(args[1..]), CancellationToken.None);
    case [MatchRow.Name, ..]:
        return MatchRow.Run(args[1..]);
    case ["candidates", ..]:
        return await CandidatesBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["visits", ..]:
        return VisitsBench.Run();
    case ["plans", ..]:
        return await PlansBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case ["torture", ..]:
        return await TortureBench.RunAsync(TortureOptions.Read(args[1..]), CancellationToken.None);
    case ["dispatch", ..]:
        return await DispatchBench.RunAsync(BenchOptions.Read(args[1..]), CancellationToken.None);
    case [TortureWorker.Name, ..]:
        return await TortureWorker.RunAsync(args[1..], CancellationToken.None);
    default:
        Console.Error.WriteLine("Usage: match [growth] [--only block,tight,week,city] [--scale 1] [--seed 1] [--folder PATH]");
        Console.Error.WriteLine("Usage: match tasks --files FOLDER [--seconds 10] [--choices 5]");
        Console.Error.WriteLine("Usage: visits");
        Console.Error.WriteLine("Usage: torture [--volunteers 2000] [--kills 100] [--seed 1] [--seconds 1800] [--folder PATH]");
        Console.Error.WriteLine("Usage: volunteers|hours|openshifts|board|requests|asking|plans|certificates|candidates|dispatch [--rows 1000,10000,100000] [--runs 9] [--count 500] [--paper PATH] [--folder PATH]");

        return 2;
}
