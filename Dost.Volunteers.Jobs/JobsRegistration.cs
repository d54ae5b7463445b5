using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Engines;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs;

/// <summary>Adds the jobs, their engine and the senders, to the site and to the worker alike.</summary>
public static class JobsRegistration
{
    /// <param name="isWorker">A worker runs the jobs whatever "Jobs:RunInWeb" says.</param>
    public static IServiceCollection AddDostJobs(this IServiceCollection services, IConfiguration configuration, bool isWorker = false)
    {
        if (services.Any(s => s.ServiceType == typeof(JobRunner)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<JobsOptions>().Bind(configuration.GetSection(JobsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PdfOptions>().Bind(configuration.GetSection(PdfOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPagePrinter, BrowserPrinter>();
        services.AddSenders(configuration);
        services.AddDispatch();
        var runsHere = isWorker || configuration.GetValue($"{JobsOptions.Section}:{nameof(JobsOptions.RunInWeb)}", true);
        services.AddJobs(configuration, Schedule.All, runsHere);
        if (runsHere)
        {
            services.AddHostedService<UrgentMessagesPump>();
        }

        return services;
    }

    /// <summary>The engine's own pages, if it has any, for who meets the policy. <see cref="IJobEngine.DashboardPath"/> says where.</summary>
    public static void MapJobDashboard(this IEndpointRouteBuilder endpoints, string policyName) => endpoints.MapEngineDashboard(policyName);

    internal static void AddJobs(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<ScheduledJob> schedule, bool runsHere)
    {
        foreach (var job in schedule)
        {
            services.AddSingleton(job);
            services.AddScoped(job.JobType);
        }

        services.AddScoped<JobRunLog>();
        services.AddSingleton<JobRunner>();
        services.AddJobEngine(configuration, schedule, runsHere);
    }

    private static void AddDispatch(this IServiceCollection services)
    {
        services.AddSingleton<SendRates>();
        services.AddScoped<MessageLeases>();
        services.AddScoped<SentLetters>();
        services.AddScoped<Handover>();
        services.AddScoped<Delivery>();
        services.AddScoped<BatchPreparation>();
        services.AddScoped<Dispatcher>();
        services.AddScoped<DeliveryReports>();
        services.AddScoped<ReturnedMailService>();
    }

    internal static void AddSenders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MessagingOptions>().Bind(configuration.GetSection(MessagingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SmtpOptions>().Bind(configuration.GetSection(SmtpOptions.Section)).ValidateOnStart();
        services.AddOptions<TwilioOptions>().Bind(configuration.GetSection(TwilioOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsCheck>();
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsCheck>();
        services.AddOptions<ImapOptions>().Bind(configuration.GetSection(ImapOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ImapOptions>, ImapOptionsCheck>();
        services.AddScoped<IReturnMailbox, ImapMailbox>();

        services.AddTwilioHttp();
        services.AddSingleton<FileDrop>();
        services.AddSingleton<IMessageCopies>(provider => provider.GetRequiredService<FileDrop>());
        services.AddScoped<FileDropSender>();
        services.AddScoped<SmtpEmailSender>();
        services.AddScoped<TwilioSmsSender>();
        services.AddScoped<TwilioProbe>();
        services.AddScoped<IEmailSender>(provider => provider.GetRequiredService<IOptions<MessagingOptions>>().Value.Email switch
        {
            EmailProvider.FileDrop => provider.GetRequiredService<FileDropSender>(),
            EmailProvider.Smtp => provider.GetRequiredService<SmtpEmailSender>(),
        });
        services.AddScoped<ISmsSender>(provider => provider.GetRequiredService<IOptions<MessagingOptions>>().Value.Sms switch
        {
            SmsProvider.FileDrop => provider.GetRequiredService<FileDropSender>(),
            SmsProvider.Twilio => provider.GetRequiredService<TwilioSmsSender>(),
        });
    }
}
