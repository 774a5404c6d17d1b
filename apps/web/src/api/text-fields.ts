/*
 * The texts that forms ask for, by the request and the field, with the most characters of each. A drift test compares
 * both tables with the contract.
 */

/** One line: a line break is refused. */
export const longestLine = {
  'CorrectionDto.name': 100,
  'CorrectionDto.phone': 50,
  'CorrectionDto.email': 254,
  'GuardianInvitationDto.email': 254,
  'MeChangeDto.username': 50,
  'NewClosureDto.name': 200,
  'NewDependantDto.name': 100,
  'NewDoctorDto.name': 200,
  'NewDoctorDto.specialization': 100,
  'NewInvitationDto.email': 254,
  'NewLocationDto.name': 200,
  'NewLocationDto.phone': 50,
  'NewPatientDto.name': 100,
  'NewPatientDto.phone': 50,
  'NewPatientDto.email': 254,
  'NewVisitTypeDto.name': 100,
  'PreferencesChangeDto.phone': 50,
  'RegisterDto.name': 100,
} as const;

/** As many lines as there are. */
export const longestLines = {
  'ChangesDto.changeReason': 1000,
  'CorrectionDto.address': 500,
  'CorrectionDto.note': 2000,
  'FollowingChangesDto.changeReason': 1000,
  'NewAppointmentDto.reason': 1000,
  'NewAppointmentDto.overbookReason': 1000,
  'NewCancellationsDto.reason': 1000,
  'NewDoctorDto.bio': 2000,
  'NewExceptionDto.reason': 500,
  'NewLocationDto.address': 500,
  'NewLookDto.reason': 1000,
  'NewRetirementDto.reason': 1000,
  'StepDto.reason': 1000,
} as const;

export type LineField = keyof typeof longestLine;
export type LinesField = keyof typeof longestLines;
