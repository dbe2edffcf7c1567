using System.Net;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Advertising;

/// <summary>Answers that wait for their time.</summary>
/// <param name="Due">When to send.</param>
/// <param name="HeldFor">The sender of a truncated query, whose further known answers may still take records out; else
/// null.</param>
/// <param name="Interval">No record of it goes out within this time of its last multicast.</param>
/// <param name="Answers">What to send.</param>
/// <param name="Additionals">What to add to it.</param>
sealed record PendingAnswer(
    TimeSpan Due, IPAddress? HeldFor, TimeSpan Interval, List<DnsRecord> Answers, IReadOnlyList<DnsRecord> Additionals);
