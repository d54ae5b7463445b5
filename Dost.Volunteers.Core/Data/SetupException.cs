namespace Dost.Volunteers.Core.Data;

/// <summary>
/// The installation is not set up so that the program can start. The message says in one line what an administrator has to do; it is
/// shown without a stack trace.
/// </summary>
public sealed class SetupException(string message) : InvalidOperationException(message);
