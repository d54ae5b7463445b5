namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>What is wrong with a problem file, in words for who wrote it, with the place in the file.</summary>
public sealed class PlanFileException(string message) : Exception(message);
