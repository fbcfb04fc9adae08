/** Sample data: parcels sorted in each hour of a typical week, 06:00 to 19:00. */
export const firstHour = 6;

export const loadByWeekday: { day: string; hours: number[] }[] = [
  { day: "Mon", hours: [57, 96, 148, 175, 156, 105, 69, 68, 106, 148, 134, 104, 53, 49] },
  { day: "Tue", hours: [55, 108, 158, 193, 168, 102, 74, 78, 101, 156, 158, 112, 65, 52] },
  { day: "Wed", hours: [64, 102, 159, 191, 157, 109, 65, 76, 105, 148, 139, 96, 61, 52] },
  { day: "Thu", hours: [58, 106, 174, 202, 161, 112, 75, 65, 124, 161, 153, 111, 72, 54] },
  { day: "Fri", hours: [69, 116, 172, 220, 174, 124, 71, 76, 115, 162, 175, 126, 66, 47] },
  { day: "Sat", hours: [30, 59, 92, 101, 85, 59, 40, 36, 62, 86, 83, 64, 38, 26] },
  { day: "Sun", hours: [22, 32, 51, 59, 51, 35, 20, 24, 34, 51, 49, 34, 20, 17] },
];
