using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Messages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboundMessages_CreatedAtUtc",
                table: "OutboundMessages");

            migrationBuilder.AddColumn<DateTime>(
                name: "EmailFailedAtUtc",
                table: "Volunteers",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PhoneFailedAtUtc",
                table: "Volunteers",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "PlainLetters",
                table: "Volunteers",
                type: "bit",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CentreId",
                table: "OutboundMessages",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeliveredAtUtc",
                table: "OutboundMessages",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Parts",
                table: "OutboundMessages",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PriceMillis",
                table: "OutboundMessages",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EmailFailedAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PhoneFailedAtUtc",
                table: "HelpRequests",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "PlainLetters",
                table: "Centres",
                type: "bit",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SmsLimitMillis",
                table: "Centres",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Broadcasts",
                columns: table => new
                {
                    BroadcastId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SubjectAz = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    SubjectRu = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    SubjectEn = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    TextAz = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    TextRu = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    TextEn = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    AddedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ConfirmedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    FinishedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    StoppedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Broadcasts", x => x.BroadcastId);
                    table.ForeignKey(
                        name: "FK_Broadcasts_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "CentreId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Broadcasts_UserAccounts_UserAccountId",
                        column: x => x.UserAccountId,
                        principalTable: "UserAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InboundSms",
                columns: table => new
                {
                    InboundSmsId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    HelpRequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FromEncrypted = table.Column<string>(type: "nvarchar(92)", maxLength: 92, nullable: false),
                    FromHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    TextEncrypted = table.Column<string>(type: "nvarchar(max)", maxLength: 8572, nullable: false),
                    ReceivedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Verdict = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SmsQuestionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SaidYes = table.Column<bool>(type: "bit", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    DoneAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DoneById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Deed = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    ReplyEncrypted = table.Column<string>(type: "nvarchar(1108)", maxLength: 1108, nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboundSms", x => x.InboundSmsId);
                    table.ForeignKey(
                        name: "FK_InboundSms_HelpRequests_HelpRequestId",
                        column: x => x.HelpRequestId,
                        principalTable: "HelpRequests",
                        principalColumn: "HelpRequestId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InboundSms_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MessageTemplateVersions",
                columns: table => new
                {
                    MessageTemplateVersionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Body = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    SavedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SavedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MessageTemplateVersions", x => x.MessageTemplateVersionId);
                });

            migrationBuilder.CreateTable(
                name: "SmsQuestions",
                columns: table => new
                {
                    SmsQuestionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubjectVersion = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AnsweredAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SmsQuestions", x => x.SmsQuestionId);
                    table.ForeignKey(
                        name: "FK_SmsQuestions_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TemplateTrials",
                columns: table => new
                {
                    TemplateTrialId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Body = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AskedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TemplateTrials", x => x.TemplateTrialId);
                });

            migrationBuilder.CreateTable(
                name: "BroadcastRecipients",
                columns: table => new
                {
                    BroadcastId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VolunteerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OwedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BroadcastRecipients", x => new { x.BroadcastId, x.VolunteerId });
                    table.ForeignKey(
                        name: "FK_BroadcastRecipients_Broadcasts_BroadcastId",
                        column: x => x.BroadcastId,
                        principalTable: "Broadcasts",
                        principalColumn: "BroadcastId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BroadcastRecipients_Volunteers_VolunteerId",
                        column: x => x.VolunteerId,
                        principalTable: "Volunteers",
                        principalColumn: "VolunteerId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutboundMessages_CentreId_SentAtUtc",
                table: "OutboundMessages",
                columns: new[] { "CentreId", "SentAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboundMessages_CreatedAtUtc_OutboundMessageId",
                table: "OutboundMessages",
                columns: new[] { "CreatedAtUtc", "OutboundMessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_BroadcastRecipients_BroadcastId_OwedAtUtc",
                table: "BroadcastRecipients",
                columns: new[] { "BroadcastId", "OwedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_BroadcastRecipients_VolunteerId",
                table: "BroadcastRecipients",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_Broadcasts_AddedAtUtc",
                table: "Broadcasts",
                column: "AddedAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Broadcasts_CentreId",
                table: "Broadcasts",
                column: "CentreId");

            migrationBuilder.CreateIndex(
                name: "IX_Broadcasts_ConfirmedAtUtc_FinishedAtUtc",
                table: "Broadcasts",
                columns: new[] { "ConfirmedAtUtc", "FinishedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Broadcasts_UserAccountId",
                table: "Broadcasts",
                column: "UserAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_InboundSms_DoneAtUtc_ReceivedAtUtc",
                table: "InboundSms",
                columns: new[] { "DoneAtUtc", "ReceivedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_InboundSms_FromHash",
                table: "InboundSms",
                column: "FromHash");

            migrationBuilder.CreateIndex(
                name: "IX_InboundSms_HelpRequestId",
                table: "InboundSms",
                column: "HelpRequestId");

            migrationBuilder.CreateIndex(
                name: "IX_InboundSms_ProviderId",
                table: "InboundSms",
                column: "ProviderId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InboundSms_ReceivedAtUtc",
                table: "InboundSms",
                column: "ReceivedAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_InboundSms_VolunteerId",
                table: "InboundSms",
                column: "VolunteerId");

            migrationBuilder.CreateIndex(
                name: "IX_MessageTemplateVersions_Kind_Channel_Culture_Number",
                table: "MessageTemplateVersions",
                columns: new[] { "Kind", "Channel", "Culture", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SmsQuestions_ExpiresAtUtc",
                table: "SmsQuestions",
                column: "ExpiresAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_SmsQuestions_VolunteerId_Kind_SubjectId_SubjectVersion",
                table: "SmsQuestions",
                columns: new[] { "VolunteerId", "Kind", "SubjectId", "SubjectVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SmsQuestions_VolunteerId_Number",
                table: "SmsQuestions",
                columns: new[] { "VolunteerId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TemplateTrials_AskedById_AskedAtUtc",
                table: "TemplateTrials",
                columns: new[] { "AskedById", "AskedAtUtc" });

            migrationBuilder.AddForeignKey(
                name: "FK_OutboundMessages_Centres_CentreId",
                table: "OutboundMessages",
                column: "CentreId",
                principalTable: "Centres",
                principalColumn: "CentreId",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_OutboundMessages_Centres_CentreId",
                table: "OutboundMessages");

            migrationBuilder.DropTable(
                name: "BroadcastRecipients");

            migrationBuilder.DropTable(
                name: "InboundSms");

            migrationBuilder.DropTable(
                name: "MessageTemplateVersions");

            migrationBuilder.DropTable(
                name: "SmsQuestions");

            migrationBuilder.DropTable(
                name: "TemplateTrials");

            migrationBuilder.DropTable(
                name: "Broadcasts");

            migrationBuilder.DropIndex(
                name: "IX_OutboundMessages_CentreId_SentAtUtc",
                table: "OutboundMessages");

            migrationBuilder.DropIndex(
                name: "IX_OutboundMessages_CreatedAtUtc_OutboundMessageId",
                table: "OutboundMessages");

            migrationBuilder.DropColumn(
                name: "EmailFailedAtUtc",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "PhoneFailedAtUtc",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "PlainLetters",
                table: "Volunteers");

            migrationBuilder.DropColumn(
                name: "CentreId",
                table: "OutboundMessages");

            migrationBuilder.DropColumn(
                name: "DeliveredAtUtc",
                table: "OutboundMessages");

            migrationBuilder.DropColumn(
                name: "Parts",
                table: "OutboundMessages");

            migrationBuilder.DropColumn(
                name: "PriceMillis",
                table: "OutboundMessages");

            migrationBuilder.DropColumn(
                name: "EmailFailedAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "PhoneFailedAtUtc",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "PlainLetters",
                table: "Centres");

            migrationBuilder.DropColumn(
                name: "SmsLimitMillis",
                table: "Centres");

            migrationBuilder.CreateIndex(
                name: "IX_OutboundMessages_CreatedAtUtc",
                table: "OutboundMessages",
                column: "CreatedAtUtc");
        }
    }
}
