using System.Net;

namespace TuiChat.Discovery.Diagnosis;

/// <summary>One network interface in a <see cref="NetworkDiagnosis"/>.</summary>
/// <param name="Name">The system's name for it.</param>
/// <param name="Use">Whether it is used, else why not.</param>
/// <param name="Addresses">Its addresses.</param>
public sealed record InterfaceDiagnosis(string Name, InterfaceUse Use, IReadOnlyList<IPAddress> Addresses);
