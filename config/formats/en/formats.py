"""A day as “March 11, 2013”, as forms show dates back; a time with its hour, minute and zone."""

DATE_FORMAT = SHORT_DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "F j, Y, H:i e"
TIME_FORMAT = "H:i e"
