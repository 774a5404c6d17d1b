export class CalendarFeedDto {
  /**
   * For calendar programs. It is shown this one time; every holder of it can read your calendar.
   * @example "https://docket.clinic.example/calendars/Xb7cQ0mAz1hJrX2Jc8d1n6xWfH1T0vJkq2d0Qp3s9yE.ics"
   */
  url!: string;
}
