/** Of the DOM's types, which Node's lack; generated code names it. */
type BodyInit = NonNullable<RequestInit['body']>;
